import { Fold } from './Fold.tsx'

export const examples = {
  'Older entries': () => (
    <Fold title="Xem 12 lần ghi trước đó">
      <p>Lần ghi đầu tiên.</p>
    </Fold>
  ),
}
