export { type CalendarPurpose, type RepeatingMoment, writeCalendar } from './calendar-file.js';
