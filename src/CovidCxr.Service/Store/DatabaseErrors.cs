using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CovidCxr.Service.Store;

/// <summary>Tells a database that cannot answer now from an error of this program.</summary>
internal static class DatabaseErrors
{
    // https://www.sqlite.org/rescode.html: SQLITE_FULL; SQLITE_ERROR and SQLITE_CONSTRAINT are mistakes of this program.
    private const int SqliteFull = 13, SqliteError = 1, SqliteConstraint = 19;

    // https://www.postgresql.org/docs/current/errcodes-appendix.html; the classes are of data, constraints and SQL that this program got
    // wrong.
    private const string PostgresDiskFull = "53100";
    private static readonly string[] PostgresMistakes = ["22", "23", "42"];

    /// <summary>Runs a piece of work on the database.</summary>
    /// <exception cref="StoreException">The database cannot do it now.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsOf(e, out var isDiskFull))
        {
            throw new StoreException(isDiskFull, e);
        }
    }

    /// <summary>Whether an exception says that the database cannot answer or write.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="isDiskFull">Whether its disk is full.</param>
    public static bool IsOf(Exception error, out bool isDiskFull)
    {
        isDiskFull = false;
        for (var e = error; e is not null; e = e.InnerException)
            switch (e)
            {
                case SqliteException sqlite:
                    isDiskFull = sqlite.SqliteErrorCode == SqliteFull;
                    return sqlite.SqliteErrorCode is not (SqliteError or SqliteConstraint);
                case PostgresException postgres:
                    isDiskFull = postgres.SqlState == PostgresDiskFull;
                    return !PostgresMistakes.Contains(postgres.SqlState[..2]);
                case DbException or TimeoutException:
                    return true;
            }
        return false;
    }
}
