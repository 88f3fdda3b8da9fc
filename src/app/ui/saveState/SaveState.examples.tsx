import { SaveState } from './SaveState.tsx'

export const examples = {
  'Saved, saving, failed': () => (
    <div class="cluster">
      <SaveState state="saved" text="Đã lưu trên máy" />
      <SaveState state="saving" text="Đang lưu" />
      <SaveState state="failed" text="Chưa lưu được: máy hết chỗ" />
    </div>
  ),
}
