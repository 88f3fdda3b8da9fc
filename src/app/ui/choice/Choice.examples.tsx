import { useState } from 'preact/hooks'
import { Choice } from './Choice.tsx'

function Owner() {
  const [value, setValue] = useState('shared')
  return (
    <Choice
      id="ex-owner"
      label="Số điện thoại này của ai?"
      value={value}
      onChange={setValue}
      options={[
        { value: 'self', label: 'Của bà con' },
        { value: 'shared', label: 'Dùng chung trong nhà' },
        { value: 'relative', label: 'Của người thân', hint: 'Con, cháu, anh chị em' },
      ]}
    />
  )
}

export const examples = { 'Cards to choose from': () => <Owner /> }
