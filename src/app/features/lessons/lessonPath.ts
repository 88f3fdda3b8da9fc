export const lessonsHref = '/field/lessons'

/** The address of a step of a lesson, or of its `question`. */
export const lessonHref = (lesson: string, step: string): string => `${lessonsHref}/${lesson}/${step}`
