#ifndef SOURCE_FETCH_BODY_END_H
#define SOURCE_FETCH_BODY_END_H

#include <stdbool.h>
#include <stddef.h>

#include <curl/curl.h>

/*
 * The end of a body (RFC 9112, sections 6.3 and 8).  An answer without a
 * Content-Length and without chunks ends when the connection closes, and
 * anybody on the path can close a TCP connection.  Only TLS can prove such an
 * end, with its close_notify alert (RFC 8446, section 6.1).
 */
struct body_end {
	bool framed; /* has Content-Length or chunks */
	bool closed; /* the server sent close_notify */
};

/*
 * Makes libcurl record in B that the server closed TLS, and use each
 * connection only once.  B must outlive EASY.  False if libcurl refuses.
 */
bool body_end_watch(struct body_end *b, CURL *easy);
/* Reads one header line of an answer; a status line begins a new answer. */
void body_end_header(struct body_end *b, const char *line, size_t n);
/* Is the body complete?  EASY must have received it without an error. */
bool body_end_proven(const struct body_end *b, CURL *easy);

#endif
