import { parsePhone } from '../../../domain/phone.ts'
import type { Draft } from '../../storage/ports.ts'
import { isQuestionName, messageQuestions, type QuestionName } from './messageQuestions.ts'

export type MessagePlace = QuestionName | 'consent' | 'reply' | 'check'

export const isAgreed = (groups: Draft['groups']): boolean => groups.consent?.given === true

/** What was answered; empty when nothing was, or what this version cannot read. */
export function answerOf(groups: Draft['groups'], name: QuestionName): string {
  const { group, field } = messageQuestions[name]
  const answer = groups[group]?.[field]
  return typeof answer === 'string' ? answer : ''
}

/**
 * The screens of a message in order. Who wishes to be met agrees before a word of theirs is written (facts §6); who has something to
 * say does so without a name, and is asked for one only to be called back.
 */
export function messagePath(type: Draft['type'], groups: Draft['groups']): readonly MessagePlace[] {
  if (type === 'feedback') {
    return ['kind', 'said', 'reply', ...(isAgreed(groups) ? (['consent', 'name', 'phone'] as const) : []), 'check']
  }
  const home = answerOf(groups, 'where') === 'home'
  return ['consent', 'where', ...(home ? (['address'] as const) : []), 'when', 'about', 'name', 'phone', 'check']
}

/** How long what was said aloud is, seconds; 0 when nothing was. */
export function recordedSeconds(groups: Draft['groups']): number {
  const seconds = groups.feedback?.recordedSeconds
  return typeof seconds === 'number' ? seconds : 0
}

/** Why an answer cannot go as it is; null when it can. */
export function problemOf(groups: Draft['groups'], name: QuestionName): string | null {
  const answer = answerOf(groups, name).trim()
  if (name === 'said' && recordedSeconds(groups) > 0) return null
  if (answer === '') return `kiosk:message.${name}.missing`
  if (name !== 'phone') return null
  const parsed = parsePhone(answer)
  return parsed.ok ? null : `domain:problem.${parsed.problem}`
}

/** The questions that were asked, in order. */
export const askedOf = (type: Draft['type'], groups: Draft['groups']): readonly QuestionName[] =>
  messagePath(type, groups).filter(isQuestionName)
