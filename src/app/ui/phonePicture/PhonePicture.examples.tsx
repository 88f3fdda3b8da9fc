import { PhonePicture } from './PhonePicture.tsx'

const low = { x: 0.1, y: 0.72, width: 0.8, height: 0.09 }
const field = { x: 0.1, y: 0.4, width: 0.8, height: 0.1 }
const tall = { x: 0.1, y: 0.3, width: 0.8, height: 0.22 }
const keys = { x: 0.1, y: 0.55, width: 0.8, height: 0.35 }

export const examples = {
  'A button, a field, two fields, keys, a message': () => (
    <div class="cluster">
      <PhonePicture title="VNeID" shape="button" touch={low} text="Kích hoạt tài khoản" alt="Nút ở gần cuối" />
      <PhonePicture title="VNeID" shape="field" touch={field} alt="Một ô" caption="Hình vẽ, máy thật có thể khác." />
      <PhonePicture title="VNeID" shape="fields" touch={tall} alt="Hai ô" />
      <PhonePicture title="VNeID" shape="keys" touch={keys} alt="Bàn phím số" />
      <PhonePicture
        title="Tin nhắn"
        shape="message"
        touch={tall}
        text="Cuc Canh sat QLHC ve TTXH thong bao…"
        alt="Tin nhắn"
      />
    </div>
  ),
}
