#include "store/db/fault.h"

#include "fetch/base/exits.h"

#include <signal.h>
#include <unistd.h>

_Noreturn void fault_end(void)
{
	static const char line[] = "level=error msg=\"a fault while the store "
				   "was read: it is damaged, "
				   "restore it from a backup or a dump\" "
				   "exit=65\n";
	ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);

	(void)ignored;
	_exit(EXIT_DATA);
}

static void on_fault(int number)
{
	(void)number;
	fault_end();
}

void fault_setup(void)
{
	struct sigaction action = {
	    .sa_handler = on_fault, .sa_flags = (int)SA_RESETHAND};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGBUS, &action, NULL);
	(void)sigaction(SIGSEGV, &action, NULL);
}
