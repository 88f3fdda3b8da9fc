import { foldVietnamese } from '../../../domain/foldVietnamese.ts'

/** What of a tablet's label any stick and any system takes in a name. */
const mostSigns = 24

/** Which tablet and how far: nothing of whom the work is about (SPEC STO-1). The id tells two of one label apart. */
export function workFileName(label: string, device: string, last: number): string {
  const words = foldVietnamese(label).match(/[a-z0-9]+/g) ?? []
  const name = words.join('-').slice(0, mostSigns).replace(/-$/, '')
  return `${['tram-so', name, device.slice(0, 6), last].filter((part) => part !== '').join('-')}.tramso`
}
