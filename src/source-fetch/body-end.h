#ifndef SOURCE_FETCH_BODY_END_H
#define SOURCE_FETCH_BODY_END_H

#include <stdbool.h>
#include <stddef.h>

#include <curl/curl.h>

/*
 * The end of a body (RFC 9112, sections 6.3 and 8).  An answer with neither
 * a Content-Length nor chunks ends when the connection does, and anybody on
 * the path can close a TCP connection.  Only TLS can prove such an end, by
 * its close_notify alert (RFC 8446, section 6.1).
 */
struct body_end {
	bool framed;		/* by Content-Length or chunks */
	bool closed;		/* by close_notify */
};

/* Tells libcurl to note in B when the server closes TLS, and to use each
 * connection once.  B must outlive EASY; false when libcurl refuses. */
bool body_end_watch(struct body_end *b, CURL *easy);
/* Reads one header line of an answer; a status line begins a new answer. */
void body_end_header(struct body_end *b, const char *line, size_t n);
/* True when the body that EASY has received without an error is whole. */
bool body_end_proven(const struct body_end *b, CURL *easy);

#endif
