/**
 * A time, in one form for all messages: `10:31 UTC+9`, with the date where it is not today's. Made by
 * hand, since the first date in the user's language takes half as long to format as Node takes to start.
 *
 * @param now - ms since the epoch; default: `Date.now()`
 */
export function timeText(time: Date, now = Date.now()): string {
  const day = dayOf(time);
  const clock = `${two(time.getHours())}:${two(time.getMinutes())} ${zoneOf(time)}`;
  return day === dayOf(new Date(now)) ? clock : `${day} ${clock}`;
}

const two = (number: number) => String(number).padStart(2, '0');

const dayOf = (time: Date) =>
  `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

/** `UTC`, `UTC+9`, `UTC-3:30`. */
function zoneOf(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest ? `:${two(rest)}` : ''}`;
}
