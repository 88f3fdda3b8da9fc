import { useState } from 'preact/hooks'
import { Button } from '../button/Button.tsx'
import { Toast } from './Toast.tsx'

function Thrown() {
  const [shown, setShown] = useState(false)
  const close = () => setShown(false)
  return (
    <>
      <Button onClick={() => setShown(true)}>Bỏ bản này</Button>
      {shown && (
        <Toast text="Đã bỏ một bản nháp." actionText="Lấy lại" onAction={close} closeText="Đóng" onClose={close} />
      )}
    </>
  )
}

export const examples = { 'Thrown away, and back': () => <Thrown /> }
