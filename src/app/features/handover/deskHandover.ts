import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import * as z from 'zod/mini'

export const importedSchema = z.object({
  device: z.object({ id: z.string(), label: z.string() }),
  stretches: z.array(
    z.object({
      chain: z.string(),
      from: z.int(),
      to: z.int(),
      held: z.int(),
      problem: z.nullable(z.string()),
    }),
  ),
  fresh: z.int(),
  photos: z.object({ sent: z.int(), held: z.int(), problems: z.array(z.string()) }),
  receipts: z.string(),
})
export type ImportedFile = z.infer<typeof importedSchema>

export const eveningsSchema = z.array(
  z.object({
    day: z.string(),
    device: z.object({ id: z.string(), label: z.string() }),
    captured: z.int(),
    held: z.int(),
    missing: z.array(z.object({ chain: z.string(), from: z.int(), to: z.int() })),
    toldAt: z.number(),
  }),
)
export type DeskEvening = z.infer<typeof eveningsSchema>[number]

/** What the page of hand-overs asks of the hub. Refusals reject with an error that has a problem code. */
export interface DeskHandoverPort {
  /** Take in a file that a team brought. */
  importFile(file: Blob): Promise<ImportedFile>
  /** What tablets told of their last evenings, beside what the hub holds. */
  evenings(): Promise<DeskEvening[]>
  /** this machine's clock, ms */
  now(): number
}

export const DeskHandoverContext = createContext<DeskHandoverPort | null>(null)

/** @throws when the page is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useDeskHandover(): DeskHandoverPort {
  const port = useContext(DeskHandoverContext)
  if (!port) throw new Error('the page of hand-overs was drawn without its port')
  return port
}
