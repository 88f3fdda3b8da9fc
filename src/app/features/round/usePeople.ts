import { useEffect, useState } from 'preact/hooks'
import { usePorts } from '../../storage/usePorts.ts'

/** The names of those who unlock this tablet; empty until they are read. */
export function usePeople(): readonly string[] {
  const { lock } = usePorts()
  const [people, setPeople] = useState<readonly string[]>([])
  useEffect(() => {
    let here = true
    lock.volunteers().then(
      (list) => here && setPeople(list.map(({ name }) => name)),
      () => here && setPeople([]),
    )
    return () => {
      here = false
    }
  }, [lock])
  return people
}
