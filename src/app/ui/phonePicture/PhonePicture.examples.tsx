import { PhonePicture } from './PhonePicture.tsx'

export const examples = {
  'A button, a field, a message': () => (
    <div class="cluster">
      <PhonePicture title="VNeID" buttonText="Kích hoạt tài khoản" spot="button" alt="Nút ở gần cuối màn hình" />
      <PhonePicture title="VNeID" spot="field" alt="Ô thứ nhất" caption="Hình vẽ, máy thật có thể khác." />
      <PhonePicture
        title="Tin nhắn"
        messageText="Cuc Canh sat QLHC ve TTXH thong bao…"
        spot="message"
        alt="Tin nhắn báo đã duyệt"
      />
    </div>
  ),
}
