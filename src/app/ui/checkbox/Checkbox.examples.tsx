import { useState } from 'preact/hooks'
import { Checkbox } from './Checkbox.tsx'

function Read() {
  const [checked, setChecked] = useState(false)
  return <Checkbox id="ex-read" label="Đã đọc to cho bà con nghe" checked={checked} onChange={setChecked} />
}

export const examples = { 'One tick': () => <Read /> }
