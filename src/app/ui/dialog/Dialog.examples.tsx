import { useState } from 'preact/hooks'
import { Button } from '../button/Button.tsx'
import { Dialog } from './Dialog.tsx'

function Ask() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Bỏ bản nháp</Button>
      <Dialog
        open={open}
        title="Bỏ bản nháp này?"
        onClose={close}
        actions={
          <>
            <Button variant="primary" onClick={close}>
              Giữ lại
            </Button>
            <Button variant="danger" onClick={close}>
              Bỏ
            </Button>
          </>
        }
      >
        <p>Những gì đã ghi sẽ mất.</p>
      </Dialog>
    </>
  )
}

export const examples = { 'A question first': () => <Ask /> }
