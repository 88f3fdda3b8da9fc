import { t } from '../../i18n/i18n.ts'
import { Icon } from '../../ui/icon/Icon.tsx'

interface Props {
  disabled: boolean
  onPicture(file: File): void
}

/** Where the camera cannot be used from the page: a picture that is in the tablet already. It is drawn anew like any other. */
export function PictureFile({ disabled, onPicture }: Props) {
  return (
    <div class="picture-file">
      <label class="button button--plain picture-file__label">
        <Icon name="document" />
        <span>{t('dossier:camera.file')}</span>
        <input
          class="picture-file__input"
          type="file"
          accept="image/*"
          disabled={disabled}
          aria-describedby="picture-file-hint"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            // the same one again is a new choice
            currentTarget.value = ''
            if (file) onPicture(file)
          }}
        />
      </label>
      <p class="muted" id="picture-file-hint">
        {t('dossier:camera.fileHint')}
      </p>
    </div>
  )
}
