import type { GuideDefinition, GuidePicture, GuideStep } from './guideDefinition.ts'
import type { GuideText, TextLanguage } from './guideText.ts'
import type { Ladder, LadderStep } from './ladderDefinition.ts'

/** Reads `ladder:<path>` in a language, with the hotline put in; undefined where it is not written, or not here yet. */
export type LadderWords = (language: TextLanguage, path: string) => string | undefined

/** Where a message is drawn when nothing is touched. */
const messageArea = { x: 0.1, y: 0.22, width: 0.8, height: 0.3 }

/** The part of the schematic phone that is touched, and what is drawn there. */
function pictureOf({ touch }: LadderStep, title: string, look: string): GuidePicture {
  const quoted = (words: string) => /[“"]([^”"]+)[”"]/.exec(words)?.[1]
  const label = (words: string) => {
    const found = quoted(words)
    return found === undefined ? {} : { label: found }
  }
  if (!touch) return { kind: 'phone', shape: 'message', touch: messageArea, screen: 'Tin nhắn', ...label(look) }
  const phone = { kind: 'phone', touch, screen: 'VNeID' } as const
  if (touch.height > 0.12) return { ...phone, shape: touch.y >= 0.5 ? 'keys' : 'fields' }
  const isButton = touch.y > 0.6 || touch.width < 0.5
  return isButton ? { ...phone, shape: 'button', ...label(title) } : { ...phone, shape: 'field' }
}

/** Said to calm, not to warn. */
const infoWarnings: readonly string[] = ['screensDiffer']

/**
 * The activation's ladder as a guide, so that one player draws both. The ladder stays the data of the activation, and its
 * words stay in `locales`: nothing is written twice.
 */
export function guideFromLadder(ladder: Ladder, words: LadderWords): GuideDefinition {
  const textOf = (path: string): GuideText => {
    const [en, km, zh] = [words('en', path), words('km', path), words('zh', path)]
    return {
      vi: words('vi', path) ?? path,
      ...(en === undefined ? {} : { en }),
      ...(km === undefined ? {} : { km }),
      ...(zh === undefined ? {} : { zh }),
    }
  }
  const stepOf = (step: LadderStep): GuideStep => {
    const [title, text, look] = [textOf(`${step.id}.title`), textOf(`${step.id}.do`), textOf(`${step.id}.look`)]
    return {
      id: step.id,
      title,
      text,
      look,
      picture: pictureOf(step, title.vi, look.vi),
      sound: `${ladder.id}/${step.id}`,
      warnings: step.warnings,
      failures: step.failures,
      source: [step.source],
    }
  }
  const named = [...new Set(ladder.steps.flatMap(({ warnings }) => warnings))]
  return {
    id: ladder.id,
    version: Number(ladder.version),
    kind: 'do',
    title: textOf('guide.title'),
    about: textOf('guide.about'),
    sign: 'phone',
    orderVerified: ladder.orderVerified,
    hotline: ladder.hotline,
    steps: ladder.steps.map(stepOf),
    warnings: named.map((id) => ({
      id,
      tone: infoWarnings.includes(id) ? 'info' : 'warning',
      text: textOf(`warning.${id}`),
      sound: `warning/${id}`,
      source: [ladder.source],
    })),
    failures: ladder.failures.map(({ id, afterFailures, who, bring, guide, verified, source }) => ({
      id,
      label: textOf(`failure.${id}.label`),
      remedy: textOf(`failure.${id}.remedy`),
      sound: `remedy/${id}`,
      afterFailures,
      who,
      bring,
      ...(guide === undefined ? {} : { guide }),
      verified,
      source: [source],
    })),
  }
}
