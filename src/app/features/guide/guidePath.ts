export const guidesHref = '/field/guides'

/** The address of a screen of a guide; guides hold nothing of a person, so neither do their addresses. */
export const guideHref = (guide: string, place: 'step' | 'why' | 'ask' | 'done', part = ''): string =>
  [guidesHref, guide, place, part].filter((one) => one !== '').join('/')
