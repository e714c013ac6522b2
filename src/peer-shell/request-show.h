#ifndef PEER_SHELL_REQUEST_SHOW_H
#define PEER_SHELL_REQUEST_SHOW_H

#include "peer-shell/shell.h"

/* The fields of a request as an object, and as a line of a table. */
json_t *request_object(const struct request *r);
void request_line(const struct shell *s, const struct request *r);

#endif
