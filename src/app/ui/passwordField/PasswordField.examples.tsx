import { useState } from 'preact/hooks'
import { PasswordField } from './PasswordField.tsx'

function Current() {
  const [value, setValue] = useState('nhà mới bên suối')
  return (
    <PasswordField
      id="password-example"
      label="Mật khẩu"
      value={value}
      purpose="current"
      showText="Xem chữ"
      hideText="Che chữ"
      onInput={setValue}
    />
  )
}

export const examples = { current: () => <Current /> }
