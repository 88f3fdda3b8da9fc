import { TextArea } from './TextArea.tsx'

export const examples = {
  'A note': () => <TextArea id="ex-note" label="Ghi chú" hint="Một, hai câu." value="" onInput={() => undefined} />,
}
