export { type Classes, classesOf } from './classes.js';
export {
  Button,
  ButtonLink,
  type ButtonLinkProps,
  type ButtonProps,
  type ButtonVariant,
  IconButton,
  type IconButtonProps,
} from './controls/button.js';
export { type ChipOption, Chips, type ChipsProps } from './controls/chips.js';
export { Field, type FieldProps, TextArea, type TextAreaProps } from './controls/field.js';
export { Pager, type PagerProps } from './controls/pager.js';
export { Progress, type ProgressProps } from './controls/progress.js';
export { type GlyphOption, RadioGlyphs, type RadioGlyphsProps } from './controls/radio-glyphs.js';
export { Range, type RangeProps } from './controls/range.js';
export { Checkbox, Switch, type ToggleProps } from './controls/toggles.js';
export { keepFocus } from './keep-focus.js';
export { Frame, type FrameProps, type Tab, TabBar, type TabBarProps } from './layout/frame.js';
export { type RowItem, Rows } from './layout/rows.js';
export {
  Foot,
  Row,
  type RowProps,
  Screen,
  type ScreenProps,
  Stack,
  type StackProps,
} from './layout/screen.js';
export { type Step, Steps } from './layout/steps.js';
export { VisuallyHidden } from './layout/visually-hidden.js';
export { type PartOfList, Windowed, type WindowedProps } from './layout/windowed.js';
export { loadFonts } from './load-fonts.js';
export { Icon, type IconName, type IconProps, loadIcons } from './marks/icon.js';
export { type Light, LightGlyph, type LightGlyphProps } from './marks/light-glyph.js';
export {
  type MarkLook,
  type MarkShape,
  PersonMark,
  type PersonMarkProps,
  TwoLamps,
} from './marks/person-mark.js';
export { QrPicture, type QrPictureProps } from './marks/qr-picture.js';
export { Spinner } from './marks/spinner.js';
export { Waiting } from './marks/waiting.js';
export { CameraView, type CameraViewProps } from './surfaces/camera-view.js';
export { Card, type CardProps } from './surfaces/card.js';
export { EmptyState, type EmptyStateProps } from './surfaces/empty-state.js';
export { Later, type LaterProps } from './surfaces/later.js';
export { Menu, type MenuItem, type MenuProps } from './surfaces/menu.js';
export { Notice, type NoticeProps } from './surfaces/notice.js';
export { Sheet, type SheetProps } from './surfaces/sheet.js';
export { useHashPath } from './use-hash-path.js';
export { type Announce, AnnouncerProvider, useAnnounce } from './voice/announcer.js';
export { type ShowToast, type ToastMessage, ToastProvider, useToast } from './voice/toast.js';
