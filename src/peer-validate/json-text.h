#ifndef PEER_VALIDATE_JSON_TEXT_H
#define PEER_VALIDATE_JSON_TEXT_H

#include "base/buf.h"

/* Appends TEXT as a JSON string in ASCII: it may quote a stranger's words. */
void json_text_put(struct buf *to, const char *text);

#endif
