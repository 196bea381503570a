/** The ids of all sentences. A table of ids in a feature is checked against this type. */
import type en from './en.json';

export type MessageId = keyof typeof en;

/** What a message's placeholders stand for; text comes ready for display. */
export type MessageValues = Readonly<Record<string, string | number>>;

export type Text = (id: MessageId, values?: MessageValues) => string;
