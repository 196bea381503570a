/** Lines as iCalendar has them: text escaped, no longer than 75 octets, ended by CR LF. */

const LONGEST_LINE_BYTES = 75;
const LINE_END = '\r\n';

/** For the value of a property that is text (RFC 5545, 3.3.11). */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Goes on after a line end and a space, never in the middle of a character. */
function foldLine(line: string): string {
  let folded = '';
  let length = 0;
  for (const character of line) {
    const bytes = bytesOf(character);
    if (length + bytes > LONGEST_LINE_BYTES) {
      folded += `${LINE_END} `;
      length = 1;
    }
    folded += character;
    length += bytes;
  }
  return folded;
}

export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => foldLine(line) + LINE_END).join('');
}
