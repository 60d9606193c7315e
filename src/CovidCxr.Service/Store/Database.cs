using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Service.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CovidCxr.Service.Store;

/// <summary>The database that the options name.</summary>
public sealed class Database
{
    private readonly Func<ResultsContext> open;
    private readonly bool isSqlite;

    /// <param name="options">Provider, connection and data folder.</param>
    public Database(ServiceOptions options)
    {
        isSqlite = options.Database.Provider == "sqlite";
        if (isSqlite)
        {
            var connection = options.Database.Connection ?? $"Data Source={Path.Combine(options.Data, "results.db")}";
            var built = new DbContextOptionsBuilder<SqliteResults>().UseSqlite(connection).Options;
            open = () => new SqliteResults(built);
        }
        else
        {
            var built = new DbContextOptionsBuilder<PostgresResults>().UseNpgsql(options.Database.Connection!).Options;
            open = () => new PostgresResults(built);
        }
    }

    /// <summary>Opens a connection.</summary>
    public ResultsContext Open() => open();

    /// <summary>Creates the tables, or brings those of an earlier version up to date.</summary>
    /// <exception cref="InputException">The database cannot be reached or written.</exception>
    public void Migrate()
    {
        try
        {
            using var context = open();
            context.Database.Migrate();
            // Readers and the writer do not wait for each other, and a commit waits for the system, not for the disk: what was committed
            // survives the end of the process (https://www.sqlite.org/wal.html).
            if (isSqlite)
                context.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL;");
        }
        catch (Exception e) when (DatabaseErrors.IsOf(e, out _) || FileError.IsFileError(e))
        {
            throw new InputException($"Service:Database: cannot be opened ({FileError.Reason(e)}); check that it runs and that the "
                + "connection is right", e);
        }
    }
}
