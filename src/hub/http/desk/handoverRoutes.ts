import { z } from 'zod'
import type { ApiRoute } from '../ApiRoute.ts'

const root = '/api/desk'

export const importedAnswer = z.object({
  device: z.object({ id: z.string(), label: z.string() }),
  stretches: z.array(
    z.object({
      chain: z.string(),
      from: z.int(),
      to: z.int(),
      /** up to where the hub holds this chain now */
      held: z.int(),
      problem: z.string().nullable(),
    }),
  ),
  fresh: z.int(),
  photos: z.object({ sent: z.int(), held: z.int(), problems: z.array(z.string()) }),
  /** the file that goes back to the tablet (FIL-4) */
  receipts: z.string(),
})

const eveningAnswer = z.object({
  day: z.string(),
  device: z.object({ id: z.string(), label: z.string() }),
  captured: z.int(),
  held: z.int(),
  missing: z.array(z.object({ chain: z.string(), from: z.int(), to: z.int() })),
  toldAt: z.number(),
})

/** Work that came to the desk by hand (SPEC FIL-1…5). */
export const handoverRoutes = {
  importFile: {
    method: 'post',
    path: `${root}/handover/files`,
    summary: 'Take in a file of sealed work that was carried from a tablet without a line (FIL-2, FIL-3)',
    body: 'octets',
    answer: importedAnswer,
    problems: [
      'malformed',
      'too-large',
      'foreign-page',
      'not-found',
      'not-approved',
      'file-unknown',
      'file-damaged',
      'file-newer',
      'other-commune',
      'other-hub',
      'disk-full',
    ],
    signedIn: true,
  },
  evenings: {
    method: 'get',
    path: `${root}/handover/evenings`,
    summary: 'What tablets told of their last evenings, beside what the hub holds of it (LED-3)',
    answer: z.array(eveningAnswer),
    problems: [],
    signedIn: true,
  },
} as const satisfies Record<string, ApiRoute>
