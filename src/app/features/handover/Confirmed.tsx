import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'

/** The other tablet has it and says so by a code: only then is it no longer here. */
export function Confirmed({ id, to }: { id: string; to: string }) {
  const { handover } = usePorts()
  const { route } = useLocation()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)

  async function release() {
    const done = await (await handover()).release(id, code).catch(() => false)
    if (done) route('/field')
    else setWrong(true)
  }

  return (
    <form
      class="stack"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void release()
      }}
    >
      <Notice tone="help">{t('handover:confirm.waits', { to })}</Notice>
      <TextField
        id="given-code"
        label={t('handover:confirm.code', { to })}
        width="middle"
        maxLength={20}
        value={code}
        error={wrong ? t('handover:confirm.wrong') : undefined}
        onInput={(text) => {
          setCode(text)
          setWrong(false)
        }}
      />
      <div class="cluster">
        <Button variant="primary" type="submit" icon="check">
          {t('handover:confirm.done')}
        </Button>
      </div>
    </form>
  )
}
