// What ical.js, in strict mode, understands of an .ics file: one JSON list of events on standard output.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const shown = (time) => {
  if (time.isDate) return time.toString();
  // A TZID without a VTIMEZONE would be read as floating, in silence.
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} has no zone`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
};

ICAL.design.strict = true;
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(process.argv[2]));
const calendar = new ICAL.Component(ICAL.parse(text));
for (const block of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(block);

const events = calendar.getAllSubcomponents("vevent").map((vevent) => {
  const event = new ICAL.Event(vevent);
  return {
    uid: event.uid,
    start: shown(event.startDate),
    end: shown(event.endDate),
    summary: event.summary,
    description: event.description ?? "",
    status: vevent.getFirstPropertyValue("status"),
    sequence: event.sequence,
  };
});
console.log(JSON.stringify(events));
