import { StoreError } from '../HubStore.ts'
import type { QueuePart } from '../parts.ts'
import type { MemoryContext } from './MemoryContext.ts'

const keyOf = ({ day, number }: { day: string; number: string }) => `${day}/${number}`

/** Numbers of the queue and the kiosks' letters, in memory. */
export function queue(context: MemoryContext): QueuePart {
  const { data, undo } = context
  const ofDay = (day: string) =>
    context.run(() =>
      data.tickets.sorted(
        (row) => [row.takenAt, row.number],
        (row) => row.day === day,
      ),
    )
  return {
    lockKioskLetters: () => context.run(() => undefined),
    kioskLetters: () => context.run(() => data.kioskLetters.sorted(({ letter }) => [letter])),
    putKioskLetter: (row) =>
      context.run(() => {
        const { device, letter } = row
        if (data.kioskLetters.count((one) => one.device === device || one.letter === letter) > 0)
          throw new StoreError('duplicate')
        data.kioskLetters.put(row.device, row, undo)
      }),
    addTicket: (row) =>
      context.run(() => {
        if (!data.tickets.has(keyOf(row))) data.tickets.put(keyOf(row), row, undo)
      }),
    changeTicket: (row) =>
      context.run(() => {
        const before = data.tickets.peek(keyOf(row))
        const { state, counter, calledAt, calls } = row
        if (before) data.tickets.put(keyOf(row), { ...before, state, counter, calledAt, calls }, undo)
      }),
    tickets: ofDay,
    lockTickets: ofDay,
    dropTickets: (before) =>
      context.run(() => {
        data.tickets.removeWhere((row) => row.day < before, data.tickets.size, undo)
      }),
  }
}
