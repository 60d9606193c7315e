namespace CovidCxr.Core;

/// <summary>
/// The user's input is invalid. The message is one line that names the file or argument, its value and what to do; a command prints it
/// without a stack trace and exits with a code other than zero.
/// </summary>
public sealed class InputException : Exception
{
    /// <param name="message">One line: what is wrong with which input, and what to do.</param>
    /// <param name="inner">The underlying error, if any.</param>
    public InputException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
