import { expect, it } from 'vitest'
import { loadLessons } from './lessons.ts'
import { readingFaults } from './readableVietnamese.ts'

const lessons = loadLessons()

it('ships lessons that each ask about a moment of an evening, with one right answer', () => {
  expect(lessons.map(({ id }) => id)).toEqual(['codes', 'consent', 'saved', 'evening'])
  expect(new Set(lessons.flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`))).size).toBe(
    lessons.flatMap(({ steps }) => steps).length,
  )
})

it.each(lessons)('$id is written in both languages of the screen, in sentences that are soon read', (lesson) => {
  const { title, about, steps, question } = lesson
  const texts = [
    title,
    about,
    question.text,
    ...steps.flatMap((step) => [step.title, step.text]),
    ...question.answers.flatMap(({ text, why }) => [text, why]),
  ]
  expect(texts.filter(({ en }) => en === undefined)).toEqual([])
  expect(readingFaults(texts.map(({ vi }) => vi)).filter(({ fault }) => fault === 'long-sentence')).toEqual([])
})
