/* What libical, which GNOME and KDE read calendars with, understands of an .ics file: one JSON list of
 * events on standard output. Ends with 1 when the file has an error or fails libical's restriction check. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static void text(const char *name, const char *value)
{
    printf("\"%s\":\"", name);
    for (const unsigned char *c = (const unsigned char *)(value ? value : ""); *c; c++) {
        if (*c < 0x20 || *c == '"' || *c == '\\')
            printf("\\u%04x", *c);
        else
            putchar(*c);
    }
    fputs("\",", stdout);
}

static void when(const char *name, struct icaltimetype t)
{
    if (t.is_date) {
        printf("\"%s\":\"%04d-%02d-%02d\",", name, t.year, t.month, t.day);
        return;
    }
    if (!icaltime_is_utc(t) && !icaltime_get_timezone(t)) {
        fprintf(stderr, "%s has no zone\n", icaltime_as_ical_string(t));
        exit(1);
    }
    t = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
    printf("\"%s\":\"%04d-%02d-%02dT%02d:%02d:%02dZ\",", name, t.year, t.month, t.day, t.hour, t.minute, t.second);
}

static icalcomponent *parsed(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *content = calloc(size + 1, 1);
    size_t got = fread(content, 1, size, file);
    fclose(file);
    return got == size ? icalparser_parse_string(content) : NULL;
}

static void complain(icalcomponent *component)
{
    for (icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error;
         error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        fprintf(stderr, "%s\n", icalproperty_get_xlicerror(error));
    for (icalcomponent *part = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); part;
         part = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        complain(part);
}

int main(int count, char **arguments)
{
    icalerror_set_errors_are_fatal(0);
    icalcomponent *calendar = count > 1 ? parsed(arguments[1]) : NULL;
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        fputs("libical reads no calendar\n", stderr);
        return 1;
    }
    int errors = icalcomponent_count_errors(calendar);
    if (errors || !icalrestriction_check(calendar)) {
        fprintf(stderr, "libical: %d errors or restrictions not met\n", errors);
        complain(calendar);
        return 1;
    }
    const char *separator = "[";
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        printf("%s\n{", separator);
        separator = ",";
        text("uid", icalcomponent_get_uid(event));
        when("start", icalcomponent_get_dtstart(event));
        when("end", icalcomponent_get_dtend(event));
        text("summary", icalcomponent_get_summary(event));
        text("description", icalcomponent_get_description(event));
        text("status", icalenum_status_to_string(icalcomponent_get_status(event)));
        printf("\"sequence\":%d}", icalcomponent_get_sequence(event));
    }
    puts(*separator == '[' ? "[]" : "\n]");
    return 0;
}
