import { FileChoice } from './FileChoice.tsx'

export const examples = {
  'One file': () => (
    <FileChoice
      id="ex-file"
      text="Chọn tệp biên nhận"
      hint="Tệp xã trao lại."
      accept=".json"
      onFiles={() => undefined}
    />
  ),
  'Not now': () => (
    <FileChoice id="ex-busy" text="Chọn tệp" hint="Đang đọc tệp trước." accept="*" disabled onFiles={() => undefined} />
  ),
}
