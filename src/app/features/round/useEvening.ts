import { useState } from 'preact/hooks'
import { mostWhoGo } from '../../../domain/householdRecord.ts'
import { asLastTime, byHamlet, housesOf } from '../../../domain/startOfWalk.ts'
import type { Tonight } from '../../storage/ports.ts'

interface Said {
  /** of which evening and hamlet */
  readonly of: string
  readonly who: readonly string[]
  readonly note: string
  readonly stops: readonly string[]
}

/**
 * The plan of one evening in one hamlet while it is written: as it is known so far, until something is changed. Another evening or
 * hamlet begins with its own.
 */
export function useEvening(tonight: Tonight, unit: string, evening: string) {
  const [changed, setChanged] = useState<Said | null>(null)
  const of = `${unit} ${evening}`
  const known = tonight.evenings.find((one) => one.unit === unit && one.evening === evening)
  const houses = housesOf(tonight.households, unit)
  const last = asLastTime(houses, tonight.evenings, { unit, evening })
  const start = known?.households ?? last ?? byHamlet(houses)
  const said = changed?.of === of ? changed : { of, who: known?.who ?? [], note: known?.note ?? '', stops: start }
  const set = (patch: Partial<Said>) => setChanged({ ...said, ...patch })
  const isHere = (id: string) => houses.some((house) => house.id === id)
  return {
    ...{ known, houses, last, who: said.who, note: said.note, stops: said.stops.filter(isHere) },
    byHamlet: byHamlet(houses),
    setNote: (note: string) => set({ note }),
    setStops: (stops: readonly string[]) => set({ stops }),
    setGoes: (name: string, goes: boolean) => {
      const others = said.who.filter((one) => one !== name)
      set({ who: goes ? [...others, name].slice(0, mostWhoGo) : others })
    },
  }
}
