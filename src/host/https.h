#ifndef BIRDFEED_HTTPS_H
#define BIRDFEED_HTTPS_H

#include <stdbool.h>

#include <curl/curl.h>

/*
 * What holds for each request to a server of HTTP: TLS 1.2 at least, with a
 * certificate of CA_FILE alone, or of the system's if that is NULL; no redirect
 * is followed, no signal is used, and no proxy for a server on this machine.
 * URL is only looked at.  False if libcurl refuses an option.
 */
bool https_rules(CURL *easy, const char *url, const char *ca_file);

#endif
