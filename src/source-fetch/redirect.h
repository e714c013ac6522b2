#ifndef SOURCE_FETCH_REDIRECT_H
#define SOURCE_FETCH_REDIRECT_H

#include <stdbool.h>

#include "base/why.h"
#include "site/site.h"

/*
 * May SOURCE's answer be fetched from TO, after a redirect from FROM?  Never
 * from https to http.  To http only if the source allows it.  With a token or
 * a client certificate only to the same scheme, host and port, because another
 * host would learn it.
 */
bool redirect_ok(const struct site_source *source, const char *from,
    const char *to, struct why *why);

#endif
