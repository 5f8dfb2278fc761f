/*
 * Elements that are shown at times: noscript (where no script runs) and
 * template (where one fills it in, or as a shadow tree).
 *
 * Keeps: their text counts where it is the page: in a declared shadow tree, or
 *   where it is more than all text outside of them. Elsewhere it is a second
 *   copy of what is shown, or tells to switch scripts on. Linear.
 * Source: the HTML Standard, 4.12.2 and 4.12.3 (shadowrootmode).
 * Users: tree.c.
 */
#ifndef PARSE_HTML_HIDDEN_H
#define PARSE_HTML_HIDDEN_H

#include <libxml/tree.h>

/* those that count become <div> */
void html_unhide(xmlNodePtr root);

#endif
