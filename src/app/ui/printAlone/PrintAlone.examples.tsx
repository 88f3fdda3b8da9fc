import { PrintAlone } from './PrintAlone.tsx'

export const examples = {
  'A slip': () => (
    <PrintAlone>
      <p>Chỉ dòng này được in.</p>
    </PrintAlone>
  ),
}
