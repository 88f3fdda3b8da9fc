import { useState } from 'preact/hooks'
import type { ReaderLanguage } from '../../domain/languages.ts'
import { setLanguage, t } from '../i18n/i18n.ts'
import { reader, setReader, showsBoth } from '../i18n/reader.ts'
import { Button } from '../ui/button/Button.tsx'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Dialog } from '../ui/dialog/Dialog.tsx'
import { LanguageTiles } from './LanguageTiles.tsx'
import { languageName, ownLanguageName } from './languageName.ts'

/** Turns the resident screens to a language; those that screens are wholly written in turn the helper's screens too. */
async function choose({ code, text }: ReaderLanguage): Promise<void> {
  if (text === 'vi' || text === 'en') {
    await setLanguage(text)
    setReader(null)
  } else setReader({ code, text })
}

/** What the resident reads and hears, and the way to another language: nothing on the screen is mounted anew. */
export function ReaderChoice() {
  const [open, setOpen] = useState(false)
  const { code, text } = reader.value
  const name = ownLanguageName(code) ?? languageName(code)
  const close = () => setOpen(false)
  return (
    <>
      <Button
        iconAfter="chevronDown"
        label={`${t('common:language.label')}: ${languageName(code)}`}
        onClick={() => setOpen(true)}
      >
        {name}
        {text === null && ' ♪'}
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
            void choose(language).catch(() => undefined)
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
