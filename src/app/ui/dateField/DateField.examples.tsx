import { useState } from 'preact/hooks'
import { DateField } from './DateField.tsx'

function Birth() {
  const [value, setValue] = useState({ day: '', month: '', year: '1950' })
  return (
    <DateField
      id="ex-birth"
      label="Ngày sinh"
      hint="Không nhớ ngày hay tháng thì để trống."
      parts={{ day: 'Ngày', month: 'Tháng', year: 'Năm' }}
      value={value}
      onInput={setValue}
    />
  )
}

export const examples = { 'Three numbers': () => <Birth /> }
