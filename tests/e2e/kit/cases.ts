import { z } from 'zod'
import type { DeskClient } from '../../kit/DeskClient.ts'

const casesSchema = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      shortCode: z.string(),
      type: z.string(),
      title: z.string(),
      status: z.string(),
      version: z.number(),
      openConflicts: z.number(),
    }),
  ),
})
export type DeskCase = z.infer<typeof casesSchema>['cases'][number]

/** The cases that the desk has, by their short codes. */
export async function casesOf(officer: DeskClient): Promise<Map<string, DeskCase>> {
  const { cases } = await officer.get('/api/desk/cases?limit=200', casesSchema)
  return new Map(cases.map((one) => [one.shortCode, one]))
}

/** Send a case back to its team with a sentence, over the desk's API. */
export async function sendBack(officer: DeskClient, code: string, sentence: string): Promise<void> {
  const one = (await casesOf(officer)).get(code)
  if (!one) throw new Error('the desk has no such case')
  const command = { name: 'sendBack', sentence }
  await officer.post(`/api/desk/cases/${one.id}/command`, { version: one.version, command }, z.unknown())
}
