import { useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { reader, showsBoth } from '../i18n/reader.ts'
import { Button } from '../ui/button/Button.tsx'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Dialog } from '../ui/dialog/Dialog.tsx'
import { chooseReader } from './chooseReader.ts'
import { LanguageTiles } from './LanguageTiles.tsx'
import { languageName, ownLanguageName } from './languageName.ts'

/** What the resident reads and hears, in words of its own or by its name, and the way to another language: nothing on the screen is mounted anew. */
export function ReaderChoice({ text: ownText }: { text?: string }) {
  const [open, setOpen] = useState(false)
  const { code, text } = reader.value
  const name = ownLanguageName(code) ?? languageName(code)
  const close = () => setOpen(false)
  return (
    <>
      <Button
        iconAfter="chevronDown"
        label={ownText ?? `${t('common:language.label')}: ${languageName(code)}`}
        onClick={() => setOpen(true)}
      >
        {ownText ?? name}
        {ownText === undefined && text === null && ' ♪'}
      </Button>
      <Dialog
        open={open}
        title={t('guide:language.title')}
        onClose={close}
        actions={<Button onClick={close}>{t('common:close')}</Button>}
      >
        <LanguageTiles
          onChoose={(language) => {
            close()
            // texts that cannot be had now: the language before stays
            void chooseReader(language).catch(() => undefined)
          }}
        />
        <Checkbox
          id="both-languages"
          label={t('guide:language.both')}
          checked={showsBoth.value}
          onChange={(both) => {
            showsBoth.value = both
          }}
        />
      </Dialog>
    </>
  )
}
