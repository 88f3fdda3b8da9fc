import { Icon } from '../ui/icon/Icon.tsx'
import './camera.css'

interface Props {
  text: string
  hint: string
  disabled: boolean
  onPicture(file: File): void
}

/** Where the camera cannot be used from the page: a picture that is in the tablet already. What is made of it is the screen's. */
export function PictureFile({ text, hint, disabled, onPicture }: Props) {
  return (
    <div class="picture-file">
      <label class="button button--plain picture-file__label">
        <Icon name="document" />
        <span>{text}</span>
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
        {hint}
      </p>
    </div>
  )
}
