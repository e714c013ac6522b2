#ifndef PEER_SHELL_REPLY_H
#define PEER_SHELL_REPLY_H

#include "base/why.h"
#include "peer-shell/shell.h"

/* The reply to the caller: text, or members of one JSON object. */

/* Says no: FIELD and CHECK may be NULL; returns STATUS. */
int reply_no(struct shell *s, int status, const char *field, const char *check,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* A line, which is not there under JSON. */
void reply_line(const struct shell *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A member of the object; VALUE is taken over.  Nothing without JSON. */
void reply_set(struct shell *s, const char *key, json_t *value);
/* A text of somebody else's for JSON or, escaped, for a line. */
json_t *reply_text(const char *text);
char *reply_escaped(const char *text);
/* "The store cannot be read": 2. */
int reply_store_failed(struct shell *s);

#endif
