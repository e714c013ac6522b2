#ifndef SOURCE_FETCH_REDIRECT_H
#define SOURCE_FETCH_REDIRECT_H

#include <stdbool.h>

#include "base/why.h"
#include "site/site.h"

/*
 * May SOURCE's answer be fetched from TO, where FROM sent us?  Never from
 * https to http; to http only where the source allows it; and with a token
 * or a client certificate only to the same scheme, host and port, because
 * the other host would learn it.
 */
bool redirect_ok(const struct site_source *source, const char *from,
    const char *to, struct why *why);

#endif
