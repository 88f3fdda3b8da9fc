import { Notice } from './Notice.tsx'

export const examples = {
  'Four tones': () => (
    <div class="stack">
      <Notice tone="warning" title="Đừng đọc mã OTP cho ai.">
        Tình nguyện viên không bao giờ hỏi mã, và máy này không lưu mã.
      </Notice>
      <Notice tone="help" title="Làm hai lần chưa được?">
        Gọi tổng đài, hoặc hẹn ra công an xã.
      </Notice>
      <Notice tone="done" title="Đã xong." />
      <Notice tone="info">Hình vẽ, máy thật có thể khác.</Notice>
    </div>
  ),
}
