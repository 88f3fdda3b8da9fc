import { TextField } from './TextField.tsx'

const nothing = () => undefined

export const examples = {
  'A name': () => (
    <TextField id="ex-name" label="Họ và tên" hint="Ghi đúng như trên thẻ, có dấu." value="" onInput={nothing} />
  ),
  'A number with an error': () => (
    <TextField
      id="ex-number"
      label="Số định danh"
      keyboard="numeric"
      width="middle"
      value="07012345678"
      error="Số định danh phải đủ 12 chữ số. Mới có 11."
      onInput={nothing}
    />
  ),
  'A warning that stops nobody': () => (
    <TextField
      id="ex-warn"
      label="Số định danh"
      keyboard="numeric"
      width="middle"
      value="070185000001"
      warning="Chữ số thứ tư không khớp giới tính. Nhờ bà con xem lại thẻ."
      onInput={nothing}
    />
  ),
  'Signs that are compared one by one': () => (
    <TextField
      id="ex-signs"
      label="Dòng 3"
      hint="Họ, rồi tên, không có dấu."
      signs
      value="THI<<MAU<MAU<<<<<<<<<<<<<<<<<<"
      onInput={nothing}
    />
  ),
}
