#ifndef PEER_STATUS_HTML_H
#define PEER_STATUS_HTML_H

#include <stdint.h>
#include <stdio.h>

#include "peer-status/attendance.h"
#include "peer-status/format.h"

/* Parts of the HTML page. */

/* The style sheet, as an element. */
void html_style(FILE *f);
/* A time that is relative to NOW, with the absolute time as its tooltip. */
void html_ago(FILE *f, uint64_t seconds, uint64_t now);
/* A number, or a dash if it is not known. */
void html_count(FILE *f, const struct count *c);
/* When the attendee came into its state. */
void html_since(FILE *f, const struct attendee *a, uint64_t now);
/* Has A anything to show as a time? */
bool html_has_since(const struct attendee *a);
/* The attendee's AS number and name, then small BIRD's name of the session.
 * With LINK they link to the section. */
void html_who(FILE *f, const struct attendee *a, size_t i, bool link);
/* BIRD's word for the session, or ours for somebody without one. */
void html_state(FILE *f, const struct attendee *a);
/* Everything about one attendee, the I-th of the page. */
void html_section(FILE *f, const struct status *s, const struct page *page,
    size_t i);

#endif
