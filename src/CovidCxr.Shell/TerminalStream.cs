namespace CovidCxr.Shell;

/// <summary>
/// Standard output or error on a terminal that may be closed meanwhile. Writing to a closed one fails, often before its SIGHUP is handled;
/// that must neither end the work nor keep it from saving what it has done. What is written then is lost, for nobody can read it.
/// </summary>
/// <param name="terminal">The terminal.</param>
internal sealed class TerminalStream(Stream terminal) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes to the terminals of this program through streams of this kind; files and pipes stay as they are.</summary>
    public static void Install()
    {
        if (!Console.IsOutputRedirected)
            Console.SetOut(Writer(Console.OpenStandardOutput()));
        if (!Console.IsErrorRedirected)
            Console.SetError(Writer(Console.OpenStandardError()));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            terminal.Write(buffer);
        }
        catch (IOException)
        {
            // The terminal was closed.
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // A console's stream keeps nothing back.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static StreamWriter Writer(Stream terminal) => new(new TerminalStream(terminal), Console.OutputEncoding) { AutoFlush = true };
}
