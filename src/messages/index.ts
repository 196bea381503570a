export type { Formats } from './formats.js';
export type { MessageId, Text } from './message-id.js';
export { MessagesProvider, useFormats, useText } from './react.js';
